/** The initialisers there are, by the names that experiments use. */
import { constant } from './constant'
import { glorotNormal, glorotUniform } from './glorot'
import { heNormal, heUniform } from './he'
import type { Initialiser } from './initialiser'
import { lecunNormal, lecunUniform } from './lecun'
import { orthogonal } from './orthogonal'
import { zeros } from './zeros'

export const initialisers = {
  heNormal,
  heUniform,
  glorotNormal,
  glorotUniform,
  lecunNormal,
  lecunUniform,
  orthogonal,
  zeros,
  constant,
} as const satisfies Record<string, Initialiser>

export type InitialiserName = keyof typeof initialisers

/** @throws RangeError if there is no initialiser of this name */
export function initialiserNamed(name: InitialiserName): Initialiser {
  if (Object.hasOwn(initialisers, name)) return initialisers[name]
  throw new RangeError(`initialiser = ${name}, must be one of ${Object.keys(initialisers).join(', ')}`)
}
