/** The place of an element in row-major order: `[3, 17]`, counted from 0 along every axis. */
export function elementText(index: number, shape: readonly number[]): string {
  let rest = index
  const places = shape.map((_, axis) => {
    const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1)
    const place = Math.floor(rest / stride)
    rest -= place * stride
    return place
  })
  return `[${places.join(', ')}]`
}
