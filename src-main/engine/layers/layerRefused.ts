/** A layer that does not fit its input, or whose specification is out of bounds. */
export class LayerRefused extends RangeError {
  override readonly name = 'LayerRefused'

  /**
   * @param path where the layer stands: `layers[3]`, `layers[2].layers[0]`
   * @param reason what is wrong, beginning with the kind: "conv2d: a 5×5 kernel …"
   */
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path} ${reason}`)
  }
}
