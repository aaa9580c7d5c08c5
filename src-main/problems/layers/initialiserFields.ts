/** How a layer's weights get their first values, for every layer that has some. */
import { choice, real } from '../../contract/field'

export const initialiserFields = {
  initialiser: choice({
    label: 'Initial weights',
    default: 'heNormal',
    options: [
      { value: 'heNormal', label: 'He, normal' },
      { value: 'heUniform', label: 'He, uniform' },
      { value: 'glorotNormal', label: 'Glorot, normal' },
      { value: 'glorotUniform', label: 'Glorot, uniform' },
      { value: 'lecunNormal', label: 'LeCun, normal' },
      { value: 'lecunUniform', label: 'LeCun, uniform' },
      { value: 'orthogonal', label: 'orthogonal' },
      { value: 'zeros', label: 'zeros' },
      { value: 'constant', label: 'constant' },
    ],
    help: 'Drawn from the seed; biases start at zero.',
    source: 'He et al., 2015; Glorot & Bengio, 2010; LeCun et al., 1998; Saxe et al., 2014',
  }),
  constant: real({
    label: 'Constant',
    default: 0,
    min: -1e6,
    max: 1e6,
    help: 'What every weight starts from.',
    when: { field: 'initialiser', is: 'constant' },
  }),
} as const
