import type { Text } from '@maillage/matching/catalogue.ts'
import { letter, type Mail } from '../mail/words.ts'

/** To the other side of a thread: a message has come. */
export function messageCame(came: { from: string; title: Text; text: string; link: string }): Mail {
  const { from, title, text, link } = came
  return {
    fr: {
      subject: `${from} vous écrit`,
      body: letter(
        'Bonjour,',
        `${from} vous écrit au sujet de\u00a0: ${title.fr}.`,
        ...(text === '' ? ['Le message porte un fichier.'] : [text]),
        `Répondre\u00a0:\n${link}`,
        'Cette adresse ne reçoit pas de réponse\u00a0: écrivez depuis la page.',
      ),
    },
    en: {
      subject: `${from} writes to you`,
      body: letter(
        'Hello,',
        `${from} writes to you about: ${title.en}.`,
        ...(text === '' ? ['The message carries a file.'] : [text]),
        `Answer:\n${link}`,
        'This address takes no answers: write from the page.',
      ),
    },
  }
}
