#include "cngrams.h"
