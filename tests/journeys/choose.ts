import type { Page } from 'playwright-core'

/** Types in a field and takes one of the choices that open under it. */
export async function choose(page: Page, field: string, typed: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).fill(typed)
  await page.getByRole('option', { name: choice }).first().click()
}
