/** The size of an element inside its padding, in CSS pixels, followed until the component ends. */
import { onBeforeUnmount, onMounted, type Ref, type ShallowRef, shallowRef } from 'vue'

export function useInnerSize(
  element: Readonly<Ref<HTMLElement | null>>,
): Readonly<ShallowRef<{ readonly width: number; readonly height: number }>> {
  const size = shallowRef({ width: 0, height: 0 })
  let observer: ResizeObserver | null = null
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) size.value = { width: entry.contentRect.width, height: entry.contentRect.height }
    })
    if (element.value !== null) observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return size
}
