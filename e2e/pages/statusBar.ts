/** The lower edge: trainers, progress, queue and lab file; and the popover of the queue. */
import type { Locator, Page } from '@playwright/test'

export class StatusBar {
  readonly bar: Locator
  readonly queue: Locator
  readonly running: Locator
  readonly queued: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.bar = page.getByRole('contentinfo')
    this.queue = page.getByRole('dialog', { name: 'Queue' })
    this.running = this.queue.getByRole('list', { name: 'Running' }).getByRole('listitem')
    this.queued = this.queue.getByRole('list', { name: 'Queued' }).getByRole('listitem')
  }

  async openQueue(): Promise<void> {
    await this.bar.getByRole('button', { name: /queued$/ }).click()
  }

  async closeQueue(): Promise<void> {
    await this.#page.keyboard.press('Escape')
  }

  /** Presses a button of the queue until so many train at once; the queue is open. */
  async setConcurrency(wanted: number): Promise<void> {
    const head = this.queue.getByText('Trained at once').locator('..')
    for (;;) {
      const present = Number(await head.locator('.number').innerText())
      if (present === wanted) return
      const name = present < wanted ? 'One more at once' : 'One fewer at once'
      await head.getByRole('button', { name }).click()
      await head
        .locator('.number')
        .filter({ hasNotText: new RegExp(`^${present}$`) })
        .waitFor()
    }
  }

  /** One thread more for every run that trains by itself; the queue is open. */
  async addThread(): Promise<void> {
    const head = this.queue.getByText('Threads per run').locator('..')
    await head.getByRole('button', { name: 'One thread more per run' }).click()
    await head.locator('.number').filter({ hasText: /^2$/ }).waitFor()
  }
}
