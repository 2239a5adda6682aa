import type { WebhookFailure } from '@maillage/db/tables/doors.ts'
import type { Text } from '@maillage/matching/catalogue.ts'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'
import { addressOf, type Looking } from './address.ts'

const said = {
  https: {
    fr: 'Donnez une adresse en https://, sans nom d’utilisateur, mot de passe ni ancre.',
    en: 'Give an https:// address, without a user name, a password or a fragment.',
  },
  unresolved: {
    fr: 'Ce nom ne mène à aucune adresse : vérifiez-le, ou attendez que votre DNS le connaisse.',
    en: 'This name leads to no address: check it, or wait until your DNS knows it.',
  },
  private: {
    fr: 'Cette adresse est celle d’un réseau privé ou de cette machine : elle n’est pas appelée. Donnez une adresse publique.',
    en: 'This address belongs to a private network or to this machine: it is not called. Give a public one.',
  },
} satisfies Record<string, Text>

const refused = (message: Text): Refusal => invalid([{ field: '/url', message }])
const failures: Partial<Record<WebhookFailure, Text>> = { 'private-address': said.private }

/**
 * Why a target is not taken: no https address, or one of a network that is not the internet. Null where it is. One that is
 * off is called by nobody, so that its name is looked up once it is on.
 */
export async function checkTarget(
  target: string,
  { isOn, ...looking }: Looking & { isOn: boolean },
): Promise<Refusal | null> {
  const url = URL.parse(target)
  if (url === null) return refused(said.https)
  const isPlain = url.username === '' && url.password === '' && url.hash === ''
  if (!isPlain || (url.protocol !== 'https:' && url.origin !== looking.local)) return refused(said.https)
  if (!isOn) return null
  const found = await addressOf(url, looking)
  return 'failure' in found ? refused(failures[found.failure] ?? said.unresolved) : null
}
