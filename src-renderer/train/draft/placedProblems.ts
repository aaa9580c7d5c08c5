/**
 * Problems by the field that shows them.
 *
 * A field shows what is wrong at its place and below it. What no field shows (an unknown key, a field hidden by its
 * condition) is shown by the member around it, so that no problem is ever invisible.
 */
import type { InputProblem } from '../../../src-main/contract/errors'
import { isAtOrBelow } from './documentPath'

/** What is wrong at a place or below it. */
export function problemsAt(problems: readonly InputProblem[], path: string): readonly InputProblem[] {
  return problems.filter((problem) => isAtOrBelow(problem.path, path))
}

/** What is wrong at `path` or below it and in none of the places `shown`. */
export function strayProblems(
  problems: readonly InputProblem[],
  path: string,
  shown: readonly string[],
): readonly InputProblem[] {
  return problemsAt(problems, path).filter((problem) => !shown.some((place) => isAtOrBelow(problem.path, place)))
}

/** A problem as its field shows it: the place is in front only where it is below the field. */
export function problemText(problem: InputProblem, path: string): string {
  const rest = path === '' ? problem.path : problem.path.slice(path.length).replace(/^\./, '')
  return rest === '' ? problem.message : `${rest} ${problem.message}`
}
