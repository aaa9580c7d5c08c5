/** The initialisers there are, by the names that experiments use. */
import { glorotNormal, glorotUniform } from './glorot'
import { heNormal, heUniform } from './he'
import { zeros } from './zeros'

export const initialisers = { heNormal, heUniform, glorotNormal, glorotUniform, zeros } as const

export type InitialiserName = keyof typeof initialisers
