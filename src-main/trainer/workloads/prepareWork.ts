/** Any work, ready to be done by our own engine. */
import { assertNever } from '../../contract/assertNever'
import type { Backend } from '../../engine/kernels/backend'
import { createKernels } from '../../engine/kernels/createKernels'
import { nativeAddon } from '../nativeAddon'
import type { Work } from './figure'
import type { Passes } from './passes'
import { prepareBowl } from './prepareBowl'
import { prepareProduct } from './prepareProduct'
import { prepareTraining } from './prepareTraining'
import { prepareUpdate } from './prepareUpdate'

/** @throws RangeError if there is no memory for it */
export function prepareWork(work: Work, backend: Backend): Passes {
  const kernels = createKernels(backend, 'float32', nativeAddon())
  switch (work.kind) {
    case 'perceptron':
    case 'convolution':
      return prepareTraining(work, kernels)
    case 'update':
      return prepareUpdate(work, kernels)
    case 'bowl':
      return prepareBowl(work, kernels)
    case 'product':
      return prepareProduct(work, kernels)
    default:
      return assertNever(work)
  }
}
