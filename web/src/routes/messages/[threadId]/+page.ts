import { Reading } from '#lib/reading.svelte.ts'
import { readConversation } from '#lib/threads/threads.ts'

export async function load({ params, parent }) {
  const { organisation } = await parent()
  const { threadId } = params
  return { organisation, conversation: new Reading(() => readConversation(organisation.id, threadId)) }
}
