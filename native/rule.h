/*
 * The element part of an update rule: a program of instructions over blocks that stay in the nearest cache.
 *
 * Small blocks, so that the processor still divides for one block while it already multiplies for the next. The
 * operations are those of src-main/rules/scalarOperations.ts and fusedLoops.ts, rounded to float32 after each one.
 *
 * A program is a row of numbers, as src-main/rules/native/encodeProgram.ts writes it: how many instructions, how many
 * constants; for each constant a register and the cell that fills it; for each instruction operation, out, a, b, c (the
 * address of an array, or -1 - r for register r) and the cells p and q. Elements see only themselves, so any division
 * into slices gives the same bits. Reads up to one vector beyond `end`, never writes there.
 */
#ifndef RULE_H
#define RULE_H

#include "ruleOperations.h"

#define BLOCK 256
/* As src-main/rules/native/encodeProgram.ts has them: longer programs are not sent here. */
#define MOST_INSTRUCTIONS 128
#define MOST_REGISTERS 32

typedef struct {
  float *base;
  /* 1: an array of the run, which moves with the block; 0: a register */
  int64_t moves;
} Operand;

typedef struct {
  int operation;
  Operand out, a, b, c;
  float p, q;
} Instruction;

INLINE Operand operandOf(double number, float *registers) {
  if (number < 0) return (Operand){registers + (int64_t)(-1 - number) * BLOCK, 0};
  return (Operand){(float *)(uintptr_t)number, 1};
}

INLINE float *placeOf(Operand operand, int64_t offset) { return operand.base + operand.moves * offset; }

static void rule(const double *program, const float *cells, int64_t start, int64_t end) {
  _Alignas(64) float registers[MOST_REGISTERS * BLOCK];
  Instruction instructions[MOST_INSTRUCTIONS];
  const int count = (int)program[0];
  const int constants = (int)program[1];
  program += 2;
  for (int index = 0; index < constants; index++, program += 2) {
    float *const filled = registers + (int64_t)program[0] * BLOCK;
    for (int i = 0; i < BLOCK; i++) filled[i] = cells[(int64_t)program[1]];
  }
  for (int index = 0; index < count; index++, program += 7) {
    instructions[index] = (Instruction){
        .operation = (int)program[0],
        .out = operandOf(program[1], registers),
        .a = operandOf(program[2], registers),
        .b = operandOf(program[3], registers),
        .c = operandOf(program[4], registers),
        .p = cells[(int64_t)program[5]],
        .q = cells[(int64_t)program[6]],
    };
  }
  for (int64_t offset = start; offset < end; offset += BLOCK) {
    const int64_t length = end - offset < BLOCK ? end - offset : BLOCK;
    for (int index = 0; index < count; index++) {
      const Instruction *const at = &instructions[index];
      runOperation(at->operation, placeOf(at->out, offset), placeOf(at->a, offset), placeOf(at->b, offset),
                   placeOf(at->c, offset), at->p, at->q, length);
    }
  }
}

#endif
