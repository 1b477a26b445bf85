#pragma once

#include <stddef.h>

/// A parse by libxml2 whose callbacks do nothing: what any reader built on them has to pay.
typedef struct SAXBaseline SAXBaseline;

/// Starts a document; NULL when there is no memory.
SAXBaseline *SAXBaselineCreate(void);

/// Parses the next bytes.
///
/// Returns 0, or libxml2's code of the first error.
int SAXBaselineFeed(SAXBaseline *baseline, const void *bytes, size_t count);

/// Ends the document and frees it.
///
/// Returns 0, or libxml2's code of the first error.
int SAXBaselineFinish(SAXBaseline *baseline);
