// The inner loop of the shallow-water step, for one band of rows. Why C: the wider vector instructions of a machine are chosen
// at run time, per function, which Swift cannot express. No allocation, no global state, nothing but arithmetic.
#ifndef FLOOD_KERNEL_H
#define FLOOD_KERNEL_H

#include <stdint.h>

// Columns of a block, the unit in which dry ground is skipped.
#define FLOOD_BLOCK 64
// Columns before the first and after the last block of each row; keeps rows on cache lines.
#define FLOOD_MARGIN 16
// Rows of walls above and below the grid.
#define FLOOD_GHOSTS 3

// A flow given from outside for one face: closed gates (0), edges with a flow. `column` -1 and `row` -1 are the faces west of
// the first column and north of the first row.
typedef struct {
  int32_t column;
  int32_t isSouth;  // 1: the face south of the cell, 0: the face east of it
  double value;     // m2/s, positive to the east and to the south
} FloodFaceValue;

// One step. Arrays are of the kernel's precision; each points to row 0, column 0, and has `pitch` values a row.
typedef struct {
  int64_t pitch;
  int32_t columns, rows, blocks;
  const void *bed;
  const void *manning;   // null: the same everywhere
  void *depth;
  void *rest;            // what rounding kept back from `depth`
  void *peak;            // maximum depth so far
  void *flowEast, *flowSouth;  // m2/s through the face east and south of each cell
  const void *rain;      // m/s for each cell; null: none
  uint8_t *wet;          // blocks of each row with a margin of one all round: history of two steps
  uint8_t *live;         // the same shape: blocks that the step visits
  const int32_t *faceStart;    // for rows -1..<rows: first index in `face`, and one more
  const FloodFaceValue *face;
  double *faceFlow;      // what of `face` flowed, after the limit
  double timeStep, cell, gravity, theta, threshold, roughness;  // roughness: Manning where `manning` is null
} FloodStep;

// A band of rows and its own memory. `halo`: 15 rows of `pitch`; `scratch`: 7 rows of `pitch`, zero at the start.
typedef struct {
  int32_t firstRow, endRow;
  void *halo;
  void *scratch;
  double deepest;      // out: greatest depth of the band
  int64_t visited;     // out: cells visited by the step
  int64_t limited;     // out: rows in which an outflow had to be limited
} FloodBand;

// Instruction sets; `flood_best_instructions` says which one this machine runs best.
enum { FLOOD_BASELINE = 0, FLOOD_AVX2 = 1, FLOOD_AVX512 = 2 };
int flood_best_instructions(void);

// First half of a step: copies what the neighbours are about to overwrite, finds the blocks to visit.
void flood_prepare_f32(const FloodStep *step, FloodBand *band);
void flood_prepare_f64(const FloodStep *step, FloodBand *band);
// Second half, after all bands are prepared. The result does not depend on the bands nor on the instructions.
void flood_advance_f32(const FloodStep *step, FloodBand *band, int instructions);
void flood_advance_f64(const FloodStep *step, FloodBand *band, int instructions);

#endif
