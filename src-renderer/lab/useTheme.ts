/** Light, dark, or what the system asks for; remembered, and put on <html> as `data-theme`. */
import { computed, readonly, ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'theme'
const themes: readonly Theme[] = ['system', 'light', 'dark']

const theme = ref<Theme>(remembered())
const systemIsDark = ref(true)
/** What is drawn; charts watch this one to take their colours again. */
const effectiveTheme = computed(() =>
  theme.value === 'system' ? (systemIsDark.value ? 'dark' : 'light') : theme.value,
)

function remembered(): Theme {
  const stored = localStorage.getItem(storageKey)
  return themes.find((candidate) => candidate === stored) ?? 'system'
}

function apply(): void {
  document.documentElement.dataset.theme = effectiveTheme.value
}

function setTheme(next: Theme): void {
  theme.value = next
  localStorage.setItem(storageKey, next)
  apply()
}

/** Follows the system's choice until the function returned is called. */
function followSystem(): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)')
  const update = (): void => {
    systemIsDark.value = query.matches
    apply()
  }
  query.addEventListener('change', update)
  update()
  return () => query.removeEventListener('change', update)
}

export function useTheme() {
  return { theme: readonly(theme), effectiveTheme, setTheme, followSystem }
}
