/** The name of a duplicate: "bowl (copy)", then "bowl (copy 2)". Within the 200 characters a name may have. */
const longestStem = 180

export function copyName(name: string): string {
  const match = /^(.*) \(copy(?: (\d+))?\)$/s.exec(name)
  const stem = (match?.[1] ?? name).slice(0, longestStem)
  return match === null ? `${stem} (copy)` : `${stem} (copy ${Number(match[2] ?? 1) + 1})`
}
