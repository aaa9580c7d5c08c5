/** The datasets a network can be trained on. */
import { idx } from './arrays/idx'
import { npy } from './arrays/npy'
import { blobs } from './blobs'
import { circles } from './circles'
import { csv } from './csv/csv'
import type { DatasetDefinition } from './dataset'
import { friedman1 } from './friedman1'
import { iris } from './iris'
import { mnist } from './mnist'
import { penguinMass } from './penguinMass'
import { penguins } from './penguins'
import { spirals } from './spirals'
import { twoMoons } from './twoMoons'

export const datasets: readonly DatasetDefinition[] = [
  mnist,
  iris,
  penguins,
  penguinMass,
  twoMoons,
  circles,
  spirals,
  blobs,
  friedman1,
  csv,
  idx,
  npy,
]
