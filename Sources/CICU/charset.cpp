#include "cicu.h"
#include <initializer_list>
#include <string.h>
#include <unicode/ucnv.h>

namespace {
/// Whether `name` opens the converter that ICU itself calls `own`.
bool names(const char *name, const char *own) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &error);
  const bool same = U_SUCCESS(error) && strcmp(ucnv_getName(converter, &error), own) == 0;
  ucnv_close(converter);
  return same;
}

const char *standardName(const char *own) {
  for (const char *standard : {"MIME", "IANA"}) {
    UErrorCode error = U_ZERO_ERROR;
    const char *found = ucnv_getStandardName(own, standard, &error);
    // ICU gives some names of the standards to another converter.
    if (U_SUCCESS(error) && found && strlen(found) < CICU_CHARSET_CAPACITY && names(found, own)) return found;
  }
  return own;
}
} // namespace

const char *cicu_charset_alias(int32_t index, uint16_t alias) {
  if (index < 0 || index >= ucnv_countAvailable()) return NULL;
  const char *name = ucnv_getAvailableName(index);
  UErrorCode error = U_ZERO_ERROR;
  if (alias >= ucnv_countAliases(name, &error) || U_FAILURE(error)) return NULL;
  return ucnv_getAlias(name, alias, &error);
}

cicu_charset cicu_charset_find(const char *name, char standard[CICU_CHARSET_CAPACITY]) {
  standard[0] = 0;
  // Only what stands in ICU's own list: ICU would take "" for the system's charset, and look for files of other names.
  UErrorCode error = U_ZERO_ERROR;
  if (strlen(name) >= CICU_CHARSET_CAPACITY || ucnv_countAliases(name, &error) == 0 || U_FAILURE(error))
    return CICU_UNKNOWN;
  UConverter *converter = ucnv_open(name, &error);
  if (U_FAILURE(error)) return CICU_UNKNOWN;
  char own[CICU_CHARSET_CAPACITY];
  strncpy(own, ucnv_getName(converter, &error), sizeof own - 1);
  own[sizeof own - 1] = 0;
  const UConverterType type = ucnv_getType(converter);
  ucnv_close(converter);
  // By type, since ICU has names for "this machine's byte order" too.
  const char *chosen = NULL;
  cicu_charset kind = CICU_CHARSET;
  switch (type) {
  case UCNV_UTF8: chosen = "UTF-8", kind = CICU_UTF8; break;
  case UCNV_UTF16: chosen = "UTF-16", kind = CICU_UTF16; break;
  case UCNV_UTF32: chosen = "UTF-32", kind = CICU_UTF32; break;
  case UCNV_UTF16_BigEndian: chosen = "UTF-16BE"; break;
  case UCNV_UTF16_LittleEndian: chosen = "UTF-16LE"; break;
  case UCNV_UTF32_BigEndian: chosen = "UTF-32BE"; break;
  case UCNV_UTF32_LittleEndian: chosen = "UTF-32LE"; break;
  case UCNV_UTF7:
  case UCNV_IMAP_MAILBOX:
  case UCNV_SCSU:
  case UCNV_BOCU1:
  case UCNV_CESU8:
  case UCNV_COMPOUND_TEXT: kind = CICU_NO_FILE_ENCODING; break;
  default:
    if (type >= UCNV_LMBCS_1 && type <= UCNV_LMBCS_LAST) kind = CICU_NO_FILE_ENCODING;
  }
  strcpy(standard, chosen ? chosen : standardName(own));
  return kind;
}
