/**
 * A run's colour and dash, chosen once and the same everywhere.
 *
 * Colour: `index % 5` picks the family (`--series-n`), `floor(index / 5)` a shift of lightness that keeps the hue, so
 * that relatives look related. Dash: the second cue, for eyes and prints without colour.
 */
export interface RunColour {
  /** The token of the family. */
  readonly token: string
  /** A CSS colour; follows the theme. */
  readonly css: string
}

const families = 5

/** Shares of the family's own colour, and what the rest is: nearer to the text or nearer to the ground. */
const shifts = [
  { share: 100, towards: 'text' },
  { share: 58, towards: 'text' },
  { share: 62, towards: 'background' },
  { share: 78, towards: 'text' },
  { share: 80, towards: 'background' },
] as const

export function runColour(run: { readonly colour: number }): RunColour {
  const token = `--series-${run.colour % families}`
  const shift = shifts[Math.floor(run.colour / families) % shifts.length] ?? shifts[0]
  const css =
    shift.share === 100
      ? `var(${token})`
      : `color-mix(in oklab, var(${token}) ${shift.share}%, var(--${shift.towards}))`
  return { token, css }
}

/** Lengths of line and gap in CSS pixels, at a line width of about 1.5; empty = solid. */
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 2.5], [8, 3, 2, 3], [12, 4], [4, 2, 1.5, 2, 1.5, 2]]

export function dashPattern(run: { readonly dash: number }): readonly number[] {
  return dashes[run.dash % dashes.length] ?? []
}

/** How many colours and dashes a user can choose from. */
export const colourCount = families * shifts.length
export const dashCount = dashes.length
