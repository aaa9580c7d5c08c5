/**
 * Running mean of g² of one parameter, kept for the rows and columns of its last two dimensions:
 *
 *   R_i ← R_i + p·(mean_j g_ij² − R_i)        C_j ← C_j + p·(mean_i g_ij² − C_j)        s_ij = R_i·C_j / max(mean(R), ε)
 *
 * A parameter of one dimension keeps s itself. Sums are in float64 with the index rising; R and C have the precision
 * of the arena.
 */
import type { ArenaParameter } from '../../engine/arena'
import type { StateTensor } from '../../engine/layers/layer'
import { allocateReals, type Precision, type Reals } from '../../engine/precision'

export interface FactoredMean {
  /** R and C; none of a vector, whose s is all. */
  readonly tensors: readonly StateTensor[]
  /** Overwrites s. @param share - p, of the new gradient in the mean */
  update(s: Reals, g: Reals, share: number): void
}

/** @param smallestMean - ε, the least mean of R that is divided by */
export function bindFactored(parameter: ArenaParameter, precision: Precision, smallestMean: number): FactoredMean {
  return parameter.shape.length < 2 ? meanOfElements(parameter) : meanOfSides(parameter, precision, smallestMean)
}

function meanOfElements({ length }: ArenaParameter): FactoredMean {
  return {
    tensors: [],
    update(s, g, share) {
      for (let index = 0; index < length; index++) s[index] = moved(s[index]!, g[index]! * g[index]!, share)
    },
  }
}

function meanOfSides(
  { name, shape, length }: ArenaParameter,
  precision: Precision,
  smallestMean: number,
): FactoredMean {
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!]
  const blocks = length / (rows * columns)
  const rowMeans = allocateReals(precision, blocks * rows)
  const columnMeans = allocateReals(precision, blocks * columns)
  const columnSums = new Float64Array(columns)
  const leading = shape.slice(0, -2)
  return {
    tensors: [
      { name: `${name}.rowMeans`, shape: [...leading, rows], values: rowMeans },
      { name: `${name}.columnMeans`, shape: [...leading, columns], values: columnMeans },
    ],
    update(s, g, share) {
      for (let block = 0; block < blocks; block++) {
        const start = block * rows * columns
        const divisor = Math.max(updateRows(g, start, block * rows, share), smallestMean)
        for (let column = 0; column < columns; column++) {
          const at = block * columns + column
          columnMeans[at] = moved(columnMeans[at]!, columnSums[column]! / rows, share)
        }
        for (let index = 0; index < rows * columns; index++) {
          const row = rowMeans[block * rows + Math.floor(index / columns)]!
          const product = row * columnMeans[block * columns + (index % columns)]!
          s[start + index] = product / divisor
        }
      }
    },
  }

  /** Moves the means of a block's rows, leaves the sums of its columns, and returns the mean of the former. */
  function updateRows(g: Reals, start: number, firstRow: number, share: number): number {
    columnSums.fill(0)
    let total = 0
    for (let row = 0; row < rows; row++) {
      let sum = 0
      for (let column = 0; column < columns; column++) {
        const gradient = g[start + row * columns + column]!
        const square = gradient * gradient
        sum += square
        columnSums[column] = columnSums[column]! + square
      }
      rowMeans[firstRow + row] = moved(rowMeans[firstRow + row]!, sum / columns, share)
      total += rowMeans[firstRow + row]!
    }
    return total / rows
  }
}

/** mean + p·(value − mean), and the value itself where p = 1, also after an infinite mean. */
function moved(mean: number, value: number, share: number): number {
  return share === 1 ? value : (1 - share) * mean + share * value
}
