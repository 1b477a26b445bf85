#pragma once

// Debian builds libxml2 with ICU, and its `encoding.h` then includes ICU's own headers. Foundation
// brings another version of the same types (`UErrorCode`), and a file that imports both does not
// compile. Nothing of libxml2's ICU interface is used here, so its declarations are left out; the
// members they would add stand at the end of a structure that only libxml2 itself allocates.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
