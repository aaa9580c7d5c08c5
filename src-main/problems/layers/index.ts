/** The layers a network can be made of. */
import { activation } from './activation'
import { dense } from './dense'
import type { LayerDefinition } from './layer'

export const layers: readonly LayerDefinition[] = [dense, activation]
