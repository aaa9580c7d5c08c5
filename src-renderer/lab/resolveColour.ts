/** A CSS colour (tokens, `color-mix`) as the plain colour a canvas takes, in the present theme. */
let probe: HTMLElement | undefined

export function resolveColour(css: string): string {
  if (probe === undefined) {
    probe = document.createElement('span')
    probe.hidden = true
    document.body.append(probe)
  }
  probe.style.color = ''
  probe.style.color = css
  return getComputedStyle(probe).color
}
