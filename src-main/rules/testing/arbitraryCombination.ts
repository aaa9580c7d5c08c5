/**
 * Random rules made of what `fuseInstructions` looks for, with parts named on a line before and slots written in between:
 * every way in which moving an operation into its reader could read a changed array.
 */
import fc from 'fast-check'

const shapes = [
  'P*X + Q*Y',
  'X*P + Y*Q',
  'P*X + Q*Y^2',
  'P*X + (Y*Y)*Q',
  'P*X + Y',
  'X + Y*P',
  'sqrt(X) + P',
  'P + sqrt(X)',
  'X - P*Y',
  'X - P*Y/Z',
  'X - P*Y/(sqrt(Z) + Q)',
  'P - Q*X/Y',
  'P*X',
  'sqrt(X)',
  'X*X',
  'X/Y',
  'X',
] as const

const elementNames = ['w', 'g', 's', 'm', 'a', 'b'] as const

const line = fc
  .record({
    target: fc.constantFrom('w', 's', 'm', 'a', 'b'),
    shape: fc.constantFrom(...shapes),
    x: fc.constantFrom(...elementNames),
    y: fc.constantFrom(...elementNames),
    z: fc.constantFrom(...elementNames),
    p: fc.constantFrom('learningRate', 'beta', '0.1', 't'),
    q: fc.constantFrom('(1 - beta)', '1e-8', 'learningRate'),
  })
  .map(({ target, shape, x, y, z, p, q }) => {
    const names: Readonly<Record<string, string>> = { X: x, Y: y, Z: z, P: p, Q: q }
    return `${target} = ${shape.replace(/[XYZPQ]/g, (letter) => names[letter] ?? letter)}`
  })

/** A text over w, g, the slots s and m, the hyperparameters learningRate and beta, and the temporaries a and b. */
export const arbitraryCombination: fc.Arbitrary<string> = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .map((lines) => ['a = beta*s', 'b = m*m', ...lines, 'w = w - learningRate*a/b'].join('\n'))
