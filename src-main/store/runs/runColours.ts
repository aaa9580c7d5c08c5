/**
 * The colour and dash of a run, chosen once when it is inserted.
 *
 * The first run of an optimizer has the hue of its family and a dash of its own, so that two families are told apart
 * without colour; further ones get neighbouring variants: colour = family + 5·k, from which the window derives the
 * shade, and the dash moves on with k. The least used variant of the family is taken, the lowest of those.
 */
export interface LineStyle {
  readonly colour: number
  readonly dash: number
}

export interface UsedStyle extends LineStyle {
  /** How many runs have it. */
  readonly uses: number
}

const families: readonly string[] = ['sgd', 'momentum', 'rmsprop', 'adam']
const familyCount = families.length + 1
/** The dash each family begins with: RMSProp, the lab's own subject, is the solid line. */
const firstDashes: readonly number[] = [4, 1, 0, 2, 3]
/** As many as the window has shades and dash patterns. */
const shadeCount = 5
const dashCount = 6
const variantCount = shadeCount * dashCount

function familyOf(optimizer: string): number {
  const index = families.indexOf(optimizer)
  return index === -1 ? families.length : index
}

/** Variant k of a family. After five shades the dashes move on by one, so that 30 runs of a family differ. */
function variant(family: number, k: number): LineStyle {
  const shade = k % shadeCount
  const round = (k - shade) / shadeCount
  return { colour: family + familyCount * shade, dash: ((firstDashes[family] ?? 0) + shade + round) % dashCount }
}

/** Chooses for one run after another, each beside those chosen before. */
export function createStyleChooser(inUse: Iterable<UsedStyle>): (optimizer: string) => LineStyle {
  const uses = new Map<string, number>()
  const textOf = (style: LineStyle): string => `${style.colour}/${style.dash}`
  for (const style of inUse) uses.set(textOf(style), style.uses)
  return (optimizer) => {
    const family = familyOf(optimizer)
    let chosen = variant(family, 0)
    let fewest = Number.POSITIVE_INFINITY
    for (let k = 0; k < variantCount; k++) {
      const candidate = variant(family, k)
      const count = uses.get(textOf(candidate)) ?? 0
      if (count < fewest) {
        fewest = count
        chosen = candidate
      }
    }
    uses.set(textOf(chosen), fewest + 1)
    return chosen
  }
}
