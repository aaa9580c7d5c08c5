/** A digest to recognise at a glance: `sha256:4f1c…a90e` → `4f1c…a90e`. The whole of it is what is copied. */
const ends = 4

export function shortDigest(digest: string): string {
  const figures = digest.split(':').at(-1) ?? digest
  return figures.length <= 2 * ends + 1 ? figures : `${figures.slice(0, ends)}…${figures.slice(-ends)}`
}
