#include "SAXBaseline.h"

#include <libxml/parser.h>
#include <string.h>

struct SAXBaseline {
  xmlParserCtxtPtr context;
};

static void startElement(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
    const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {}

static void endElement(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {}

static void characters(void *context, const xmlChar *text, int length) {}

SAXBaseline *SAXBaselineCreate(void) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = startElement;
  handler.endElementNs = endElement;
  handler.characters = characters;
  handler.ignorableWhitespace = characters;
  handler.cdataBlock = characters;
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  if (!context) return NULL;
  xmlCtxtUseOptions(context, XML_PARSE_NONET);
  SAXBaseline *baseline = malloc(sizeof *baseline);
  if (!baseline) {
    xmlFreeParserCtxt(context);
    return NULL;
  }
  baseline->context = context;
  return baseline;
}

int SAXBaselineFeed(SAXBaseline *baseline, const void *bytes, size_t count) {
  return xmlParseChunk(baseline->context, bytes, (int)count, 0);
}

int SAXBaselineFinish(SAXBaseline *baseline) {
  int code = xmlParseChunk(baseline->context, NULL, 0, 1);
  if (baseline->context->myDoc) xmlFreeDoc(baseline->context->myDoc);
  xmlFreeParserCtxt(baseline->context);
  free(baseline);
  return code;
}
