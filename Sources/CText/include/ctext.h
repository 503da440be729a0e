/// Loops over bytes that must be as fast as the machine allows: UTF-8, break rules, case, types. No library is needed
/// here.
#pragma once
#include "breaks.h"
#include "mapping.h"
#include "types.h"
#include "utf8.h"
