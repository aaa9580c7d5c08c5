/** The datasets a network can be trained on. */
import type { DatasetDefinition } from './dataset'
import { iris } from './iris'
import { mnist } from './mnist'
import { twoMoons } from './twoMoons'

export const datasets: readonly DatasetDefinition[] = [mnist, iris, twoMoons]
