import type { Locator, Page } from 'playwright-core'

type Within = Page | Locator

const field = (within: Within, name: string | RegExp) => within.getByRole('textbox', { name }).first()

/** A name and other words for it, in both languages. */
async function call(page: Within, { fr, en }: { fr: string; en: string }): Promise<void> {
  await field(page, /^Nom, en français/).fill(fr)
  await field(page, /^Nom, en anglais/).fill(en)
}

/** Types in a combobox of a part of the form and takes the choice of that name. */
async function take(page: Page, within: Within, name: RegExp, choice: string): Promise<void> {
  await within.getByRole('combobox', { name }).fill(choice)
  await page.getByRole('option', { name: choice }).first().click()
}

const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer dans le brouillon' }).click()

/** A draft with a product that no catalogue has, which nothing makes yet. */
export async function draftShield(page: Page, name: string): Promise<void> {
  await page.goto('/operator/catalogue')
  await page.getByRole('link', { name: 'Ajouter : Article' }).click()
  await call(page, { fr: name, en: 'Face shield on a sewn band' })
  await field(page, /^Autres mots, en français/).fill('écran cousu')
  await field(page, /^Autres mots, en anglais/).fill('sewn shield')
  await take(page, page, /^Famille de produits/, 'Visières de protection')
  await field(page, /^Masse d.une unité/).fill('45')
  await field(page, /^Composition, en français/).fill('Polyester, coton recyclé')
  await field(page, /^Composition, en anglais/).fill('Polyester, recycled cotton')
  await field(page, /^Fin de vie, en français/).fill('L’écran se sépare du bandeau.')
  await field(page, /^Fin de vie, en anglais/).fill('The screen comes off the band.')
  await page.getByRole('button', { name: 'Ajouter : Façon de vendre' }).click()
  const way = page.getByRole('group', { name: 'Façon de vendre 1' })
  await field(way, /^Réglementation, en français/).fill('Sécurité générale des produits')
  await field(way, /^Réglementation, en anglais/).fill('General product safety')
  await field(way, /^Du prototype/).fill('5')
  await save(page)
}

/** In the open draft: the material that the product is cut from. */
export async function draftCanvas(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Article', exact: true }).click()
  await call(page, { fr: name, en: 'Recycled cotton canvas' })
  await field(page, /^Autres mots, en français/).fill('toile recyclée')
  await field(page, /^Autres mots, en anglais/).fill('recycled canvas')
  await page.getByLabel('Sorte d’article').selectOption('Matière (tissu, film, non-tissé…)')
  await take(page, page, /^Famille de matière/, 'Tissus de coton légers')
  await page.getByLabel('Unité', { exact: true }).selectOption('mètre carré')
  await field(page, /^Masse d.une unité/).fill('220')
  const outside = page.getByRole('group', { name: 'S’achète hors de la région' })
  await outside.getByRole('checkbox').check()
  await field(outside, /^Délai/).fill('15')
  await field(outside, /^Prix de 1/).fill('240000')
  await save(page)
}

/** In the open draft: how the product is made of the material, cut and then sewn. */
export async function draftRecipe(page: Page, product: string, material: string): Promise<void> {
  await page.getByRole('link', { name: 'Gamme', exact: true }).click()
  await field(page, /^Nom de la gamme, en français/).fill('Bandeau cousu')
  await field(page, /^Nom de la gamme, en anglais/).fill('Sewn band')
  await take(page, page, /^Article fabriqué/, product)
  await page.getByRole('button', { name: 'Ajouter : Opération' }).click()
  const steps = [
    {
      name: ['Couper le bandeau', 'Cut the band'],
      process: 'Coupe manuelle aux ciseaux électriques',
      minutes: '0,3',
      input: material,
      quantity: '0,1',
    },
    {
      name: ['Coudre le bandeau', 'Sew the band'],
      process: 'Confection (piquage)',
      minutes: '2',
      input: 'Feuille PET ou PETG 0,5 mm',
      quantity: '0,06',
    },
  ]
  for (const [place, step] of steps.entries()) {
    const operation = page.getByRole('group', { name: `Opération ${place + 1}`, exact: true })
    const [fr = '', en = ''] = step.name
    await call(operation, { fr, en })
    if (place > 0) await operation.getByRole('checkbox', { name: 'Couper le bandeau' }).check()
    await take(page, operation, /^Procédé/, step.process)
    await field(operation, /^Machine, par unité/).fill(step.minutes)
    await field(operation, /^Main-d.œuvre, par unité/).fill(step.minutes)
    await operation.getByRole('button', { name: 'Ajouter : Intrant' }).click()
    await take(page, operation, /^Matière ou composant/, step.input)
    await field(operation, /^Quantité/).fill(step.quantity)
    await take(page, operation, /^Matière travaillée/, 'Tissus de coton légers')
  }
  await save(page)
}
