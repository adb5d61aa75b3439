#include "CHNSW.h"
