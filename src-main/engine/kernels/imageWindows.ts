/**
 * Where the square windows of a convolution or a pooling lie on an image.
 *
 *   valid  only windows inside the image: outputs = ⌊(n − size)/stride⌋ + 1
 *   same   outputs = ⌈n/stride⌉; the image is surrounded by max((outputs − 1)·stride + size − n, 0) lines, half of them
 *          before it and, when odd, the one more after it
 *
 * Images are [channels, height, width]. Variant: `same` as in TensorFlow, also for strides; PyTorch's is the same at
 * stride 1 and is refused there at others.
 */
export type Padding = 'same' | 'valid'

export interface ImageWindows {
  readonly channels: number
  readonly height: number
  readonly width: number
  /** side of the window */
  readonly size: number
  readonly stride: number
  readonly outputHeight: number
  readonly outputWidth: number
  /** lines of padding above and columns of padding before the image */
  readonly top: number
  readonly left: number
}

interface WindowSetting {
  readonly size: number
  readonly stride: number
  readonly padding: Padding
}

/**
 * @param what the window's name in errors: `kernel`, `window`
 * @throws RangeError if the input is no image, a setting is out of bounds, or a valid window does not fit
 */
export function imageWindows(inputShape: readonly number[], setting: WindowSetting, what: string): ImageWindows {
  const [channels, height, width] = inputShape
  if (channels === undefined || height === undefined || width === undefined || inputShape.length !== 3) {
    throw new RangeError(`the input [${inputShape.join(', ')}] is no image; it must be [channels, height, width]`)
  }
  const { size, stride, padding } = setting
  requireInteger(what, size)
  requireInteger('stride', stride)
  if (padding !== 'same' && padding !== 'valid') {
    throw new RangeError(`padding = ${String(padding)}, must be one of same, valid`)
  }
  if (padding === 'valid' && (size > height || size > width)) {
    const sizes = `a ${size}×${size} ${what} does not fit a ${height}×${width} image`
    throw new RangeError(`${sizes}; it must be at most ${Math.min(height, width)}, or padding = same`)
  }
  const outputHeight = padding === 'same' ? Math.ceil(height / stride) : Math.floor((height - size) / stride) + 1
  const outputWidth = padding === 'same' ? Math.ceil(width / stride) : Math.floor((width - size) / stride) + 1
  const top = padding === 'same' ? before(outputHeight, height, setting) : 0
  const left = padding === 'same' ? before(outputWidth, width, setting) : 0
  return { channels, height, width, size, stride, outputHeight, outputWidth, top, left }
}

function before(outputs: number, length: number, { size, stride }: WindowSetting): number {
  return Math.floor(Math.max((outputs - 1) * stride + size - length, 0) / 2)
}

function requireInteger(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`${name} = ${value}, must be an integer ≥ 1`)
}
