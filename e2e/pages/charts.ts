/** The centre: tabs, how all charts are looked at, and the cards, which say by attributes what they draw. */
import { expect, type Locator, type Page } from '@playwright/test'

export interface ChartFacts {
  readonly title: string | null
  readonly lastStep: string | null
  readonly series: string | null
  readonly points: string | null
  readonly conclusion: string
}

export class Charts {
  readonly area: Locator
  readonly figures: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.area = page.getByRole('region', { name: 'Charts' })
    this.figures = this.area.getByRole('figure')
  }

  figure(title: string): Locator {
    return this.area.getByRole('figure', { name: title, exact: true })
  }

  async openTab(name: 'Curves' | 'sdW'): Promise<void> {
    await this.area.getByRole('tab', { name }).click()
    await expect(this.area.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true')
  }

  /** One of a segmented control: `chooseView('Horizontal axis', 'epoch')`. */
  async chooseView(group: string, option: string): Promise<void> {
    await this.area.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option }).click()
  }

  async expectDrawn(title: string, drawn: { readonly series?: number; readonly lastStep?: number }): Promise<void> {
    const figure = this.figure(title)
    if (drawn.series !== undefined) await expect(figure).toHaveAttribute('data-series', String(drawn.series))
    if (drawn.lastStep !== undefined) await expect(figure).toHaveAttribute('data-last-step', String(drawn.lastStep))
  }

  /** Runs a command of the card's menu. */
  async choose(title: string, command: string): Promise<void> {
    await this.figure(title)
      .getByRole('button', { name: `${title}: menu` })
      .click()
    await this.#page.getByRole('menuitem', { name: command }).click()
  }

  /** What each card says of itself. */
  async facts(): Promise<readonly ChartFacts[]> {
    const figures = await this.figures.all()
    return Promise.all(
      figures.map(async (figure) => ({
        title: await figure.getAttribute('aria-label'),
        lastStep: await figure.getAttribute('data-last-step'),
        series: await figure.getAttribute('data-series'),
        points: await figure.getAttribute('data-points'),
        conclusion: await figure.locator('figcaption').innerText(),
      })),
    )
  }
}
