/** What computes here, and what does not and why. */
import { LabWindow } from './pages/labWindow'
import { expectAccessible } from './support/expectAccessible'
import { expect, test } from './support/launch'

test('the window says which backend is in use and which are there', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.command('About Second Moment')
  const backends = lab.page.getByRole('dialog', { name: 'About Second Moment' }).getByRole('list', { name: 'Backends' })
  await expect(backends.getByRole('listitem')).toHaveCount(3)
  await expect(backends.getByText('in use')).toHaveCount(1)
  await expect(backends.locator('[data-backend="native"]')).toContainText(/in use|absent: /)
  await expectAccessible(lab.page, 'about')
})
