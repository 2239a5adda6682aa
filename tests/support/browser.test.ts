import { statSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openContext, setViewport, takeScreenshot } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('two people have a language and cookies of their own', async () => {
  const firm = await openContext(browser, { language: 'fr-FR' })
  const buyer = await openContext(browser, { language: 'en-GB', width: 360 })
  const languages = await Promise.all(
    [firm, buyer].map(async context => (await context.newPage()).evaluate('navigator.language + innerWidth')),
  )
  expect(languages).toEqual(['fr-FR1280', 'en-GB360'])
  await Promise.all([firm.close(), buyer.close()])
})

test('a page is seen at both widths', async () => {
  const context = await openContext(browser)
  const page = await context.newPage()
  await page.setContent('<h1>Masques à l’œuvre</h1>')
  await setViewport(page, 360)
  expect(await page.evaluate('innerWidth')).toBe(360)
  const file = await takeScreenshot(page, 'bed')
  expect(statSync(file).size).toBeGreaterThan(1_000)
  await context.close()
})
