/** Which optimizer's page is open, and which of its variants it shows. */
import { ref } from 'vue'
import { useDialogs } from '../../lab/useDialogs'

const kind = ref('rmsprop')
/** The title of a preset, or '' for the defaults. */
const variant = ref('')

function showOptimizer(next: string): void {
  kind.value = next
  variant.value = ''
}

export function useOptimizerPage() {
  return {
    kind,
    variant,
    showOptimizer,
    openOptimizer: (next: string = kind.value): void => {
      showOptimizer(next)
      useDialogs().open('optimizers')
    },
  }
}
