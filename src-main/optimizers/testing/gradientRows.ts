/** Gradients of a few steps for six elements. */
import fc from 'fast-check'

export const gradientRows = fc.array(
  fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 6, maxLength: 6 }),
  {
    minLength: 1,
    maxLength: 12,
  },
)
