import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checked } from '../support/api.ts'
import { choose } from './choose.ts'
import { openPlace, walkInSteps, type Place } from './people.ts'
import { addLine, saveProfile } from './profile.ts'

let place: Place
let firm: Page
beforeAll(async () => {
  place = await openPlace()
  firm = await place.arrive()
})
afterAll(() => place.close())
walkInSteps(() => place)

const email = 'aline@confection-vidal.example'
const password = 'dix aiguilles et du fil'
const siren = checked('81234567')
/** One figure off: it looks like a SIREN and is none. */
const wrongSiren = siren.slice(0, -1) + ((Number(siren.at(-1)) + 1) % 10)
const activity = 'Chemises et blouses pour l’hôtellerie, par séries de 200 à 5 000.'

test('a person signs up, and confirms the address with the mail of the demonstration', async () => {
  await firm.goto('/auth/sign-up')
  await firm.getByLabel('Prénom et nom').fill('Aline Vidal')
  await firm.getByLabel('Adresse électronique').fill(email)
  await firm.getByLabel('Mot de passe', { exact: true }).fill(password)
  await firm.getByRole('button', { name: 'Créer mon compte' }).click()
  await firm.getByRole('link', { name: 'Ouvrir les courriers' }).click()
  await firm.getByRole('listitem').filter({ hasText: email }).getByRole('link').click()
  await firm.getByRole('heading', { name: 'Adresse confirmée' }).waitFor()
})

test('a wrong SIREN is told at its field, with what was typed still there', async () => {
  await firm.getByRole('link', { name: 'Ajouter une organisation' }).click()
  await firm.getByText('Vous avez des machines, des métiers').click()
  await firm.getByLabel('Nom de l’organisation').fill('Confection Vidal')
  await firm.getByLabel('Forme').selectOption({ label: 'Entreprise' })
  const field = firm.getByLabel('SIREN ou SIRET')
  await field.fill(wrongSiren)
  await firm.getByRole('button', { name: 'Créer l’organisation' }).click()
  await firm.getByRole('alert').getByText('Ce numéro n’est pas valable').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await field.inputValue()).toBe(wrongSiren)
  expect(await firm.getByLabel('Nom de l’organisation').inputValue()).toBe('Confection Vidal')
})

test('the right one creates the organisation, which the operator will verify', async () => {
  await firm.getByLabel('SIREN ou SIRET').fill(siren)
  await firm.getByRole('button', { name: 'Créer l’organisation' }).click()
  await firm.getByText('Elle sera vérifiée par l’opérateur régional').waitFor()
  await firm.waitForURL('**/firm')
})

test('it describes its workshop in a sentence, and keeps of what was read what it wants', async () => {
  await firm.getByRole('link', { name: 'Mon profil' }).first().click()
  await firm
    .getByLabel('Votre atelier, avec vos mots')
    .fill('Atelier de 14 mécaniciennes à Lavelanet, 6 surjeteuses, coton. Pas de découpe laser.')
  await firm.getByRole('button', { name: 'Lire ce texte' }).click()
  const overlock = firm.getByRole('checkbox', { name: 'Surjeteuse' })
  const marked = firm
    .getByRole('region', { name: 'Le texte lu' })
    .getByRole('button', { name: 'surjeteuses' })
  await overlock.focus()
  expect(await marked.getAttribute('data-lit')).toBe('true')
  expect(await firm.getByRole('checkbox', { name: 'Coupeur' }).isChecked()).toBe(false)
  await firm.getByText('Vous dites ne pas avoir ou ne pas faire : Coupe laser').waitFor()
  await firm.keyboard.press('Space')
  expect(await overlock.isChecked()).toBe(false)
  await firm.keyboard.press('Space')
  await firm.getByRole('button', { name: 'Ajouter au profil' }).click()
  expect(await firm.getByRole('combobox', { name: 'Commune' }).inputValue()).toBe('Lavelanet (09)')
  expect(await firm.getByRole('textbox', { name: /^Nombre\s: Surjeteuse/ }).inputValue()).toBe('6')
  await firm.getByRole('button', { name: 'Rétablir' }).click()
  await firm.getByLabel('Où travaillez-vous').waitFor()
  expect(await firm.getByRole('textbox', { name: 'Votre activité' }).inputValue()).toBe('')
})

test('it describes a site, and reads what that makes possible before it has saved', async () => {
  await firm.getByRole('textbox', { name: 'Votre activité' }).fill(activity)
  await choose(firm, 'Où travaillez-vous', 'lavelan', 'Lavelanet')
  expect(await firm.getByRole('combobox', { name: 'Commune' }).inputValue()).toBe('Lavelanet (09)')
  await addLine(firm, 'Ajouter une machine', 'surjet', { name: 'Surjeteuse', count: 12, hours: 30 })
  const sewing = { name: 'Piqueuse plate', count: 14, hours: 30 }
  await addLine(firm, 'Ajouter une machine', 'machine à coudre', sewing)
  // What was taken away by mistake can be added again.
  await firm.getByRole('button', { name: 'Retirer : Piqueuse plate' }).click()
  await addLine(firm, 'Ajouter une machine', 'machine à coudre', sewing)
  await addLine(firm, 'Ajouter une machine', 'Lectra', {
    name: 'Table de coupe automatique',
    count: 1,
    hours: 30,
  })
  await addLine(firm, 'Ajouter un métier', 'coupeuse', { name: 'Coupeur', count: 2, hours: 30 })
  await addLine(firm, 'Ajouter un métier', 'couturier', { name: 'Mécanicien', count: 16, hours: 30 })
  await choose(firm, 'Ajouter une matière', 'popeline', 'Tissus de coton légers')
  const possible = firm.getByRole('region', { name: 'Ce que je pourrais faire' })
  const now = possible.getByRole('list').nth(0)
  const soon = possible.getByRole('list').nth(1)
  await now.getByText('Calot en tissu lavable').waitFor()
  const gown = soon.getByRole('listitem').filter({ hasText: 'Surblouse à usage unique' })
  await gown.getByText('2 jours, 0,5 k€').waitFor()
})

test('once saved, it explores what it could make at once, and what after which reorientation', async () => {
  await saveProfile(firm)
  await firm.getByRole('link', { name: 'Tout voir, avec le détail' }).click()
  const cap = firm.getByRole('button', { name: /^Calot en tissu lavable/ })
  await cap.getByText('avec vos machines et vos équipes d’aujourd’hui').waitFor()
  const reach = firm.getByRole('group', { name: 'Ce qui vous en sépare' })
  await reach.getByText('Après réorientation').click()
  const gown = firm.getByRole('button', { name: /^Surblouse à usage unique/ })
  await gown.getByText('après réorientation : 2 jours').waitFor()
  await cap.waitFor({ state: 'detached' })
  await gown.click()
  await firm.getByText('Couper', { exact: true }).first().waitFor()
})

test('it pastes its machine park from a spreadsheet, told first which cell is wrong', async () => {
  await firm.goto('/firm/profile/import')
  const box = firm.getByLabel('Ou coller des lignes d’un tableur')
  await box.fill('Machine\tQté\tHeures\nSurjeteuse 5 fils\tdouze\t30\nMécaniciennes\t16\t30')
  await firm.getByRole('button', { name: 'Lire ces lignes' }).click()
  await firm.getByText('Ligne 2').locator('..').getByText('« douze »').waitFor()
  await firm.getByRole('button', { name: 'Envoyer le fichier corrigé' }).click()
  await box.fill('Machine\tQté\tHeures\nSurjeteuse 5 fils\t9\t30\nMécaniciennes\t16\t30')
  const take = async () => {
    await firm.getByRole('button', { name: 'Lire ces lignes' }).click()
    await firm.getByRole('button', { name: 'Prendre les 2 lignes' }).click()
    await firm.getByRole('link', { name: 'Voir mon profil' }).waitFor()
  }
  await take()
  await firm.getByRole('status').getByRole('button', { name: 'Annuler l’import' }).click()
  await firm.getByText('Votre profil est comme avant.').waitFor()
  await take()
  await firm.getByRole('link', { name: 'Voir mon profil' }).click()
  expect(await firm.getByRole('textbox', { name: /^Nombre\s: Surjeteuse/ }).inputValue()).toBe('9')
  expect(await firm.getByRole('textbox', { name: /^Nombre\s: Piqueuse plate/ }).count()).toBe(0)
})

test('a session that expires in the middle of an edit loses nothing of it', async () => {
  await firm.goto('/firm/profile')
  const field = firm.getByRole('textbox', { name: 'Votre activité' })
  await field.fill(`${activity} Une équipe de nuit est possible.`)
  await firm.context().clearCookies()
  await firm.getByRole('button', { name: 'Enregistrer' }).click()
  const dialog = firm.getByRole('dialog', { name: 'Votre session a expiré' })
  await dialog.getByLabel('Mot de passe').fill(password)
  await dialog.getByRole('button', { name: 'Se reconnecter et continuer' }).click()
  await firm.getByText('Tout est enregistré').waitFor()
  expect(await field.inputValue()).toContain('équipe de nuit')
  await firm.reload()
  expect(await field.inputValue()).toContain('équipe de nuit')
})

test('a second tab with an older version of the profile shows both, and neither is lost unasked', async () => {
  const second = await firm.context().newPage()
  await second.goto('/firm/profile')
  const fieldIn = (page: Page) => page.getByRole('textbox', { name: 'Votre activité' })
  await fieldIn(second).fill('Écrit dans le second onglet.')
  await fieldIn(firm).fill('Écrit dans le premier onglet.')
  await saveProfile(firm)
  await second.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const dialog = second.getByRole('dialog', { name: /a enregistré ce profil entre-temps/ })
  await dialog.getByText('Écrit dans le premier onglet.').waitFor()
  await dialog.getByText('Écrit dans le second onglet.').click()
  await dialog.getByRole('button', { name: 'Enregistrer ce choix' }).click()
  await second.getByText('Tout est enregistré').waitFor()
  expect(await fieldIn(second).inputValue()).toBe('Écrit dans le second onglet.')
})
