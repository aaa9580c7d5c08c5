/** Every member of the list passes the suite by being listed. */
import { optimizers } from './index'
import { describeConformance } from './testing/conformance'

for (const definition of optimizers) describeConformance(definition, optimizers)
