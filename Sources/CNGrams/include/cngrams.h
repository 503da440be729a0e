/// Loops over n-grams that Swift cannot say as fast: sorting, looking up, packing. Nothing here allocates what it does not
/// also free, and nothing here knows what a probability means.
#pragma once
#include "arpa.h"
#include "count.h"
#include "find.h"
#include "merge.h"
#include "pack.h"
#include "score.h"
