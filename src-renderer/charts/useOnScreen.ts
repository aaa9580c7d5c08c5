/** Which cards are in sight or close to it: only for those is anything read. */
import { onBeforeUnmount, onMounted, type Ref, type ShallowRef, shallowRef } from 'vue'

/** A card is read this far before it scrolls into sight. */
const marginPx = 300

/** Cards are the descendants with `data-card`; they may come and go. */
export function useOnScreen(root: Readonly<Ref<HTMLElement | null>>): {
  onScreen: Readonly<ShallowRef<ReadonlySet<string>>>
} {
  const onScreen = shallowRef<ReadonlySet<string>>(new Set())
  const watched = new Set<Element>()
  let inSight: IntersectionObserver | null = null
  let children: MutationObserver | null = null

  function update(entries: readonly IntersectionObserverEntry[]): void {
    const next = new Set(onScreen.value)
    for (const { target, isIntersecting } of entries) {
      const id = target.getAttribute('data-card')
      if (id === null) continue
      if (isIntersecting) next.add(id)
      else next.delete(id)
    }
    onScreen.value = next
  }

  function watchCards(): void {
    const present = new Set(root.value?.querySelectorAll('[data-card]'))
    for (const element of present) {
      if (watched.has(element)) continue
      watched.add(element)
      inSight?.observe(element)
    }
    for (const element of watched) {
      if (present.has(element)) continue
      watched.delete(element)
      inSight?.unobserve(element)
      const id = element.getAttribute('data-card')
      if (id !== null) onScreen.value = new Set([...onScreen.value].filter((one) => one !== id))
    }
  }

  onMounted(() => {
    inSight = new IntersectionObserver(update, { root: root.value, rootMargin: `${marginPx}px` })
    children = new MutationObserver(watchCards)
    if (root.value !== null) children.observe(root.value, { childList: true, subtree: true })
    watchCards()
  })
  onBeforeUnmount(() => {
    inSight?.disconnect()
    children?.disconnect()
  })

  return { onScreen }
}
