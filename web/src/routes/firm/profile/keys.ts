import type { Attachment } from 'svelte/attachments'
import { isTable } from './paste.ts'

/**
 * Enter goes to the next field of the element it is put on, as in a spreadsheet, and never sends the form. A list of
 * choices that is open keeps its Enter.
 */
export function enterGoesOn(): Attachment<HTMLElement> {
  return element => {
    function go(event: KeyboardEvent) {
      const { target } = event
      if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return
      if (target.role === 'combobox') {
        // Without a choice under it, Enter would send the form.
        if (target.getAttribute('aria-expanded') !== 'true') event.preventDefault()
        return
      }
      event.preventDefault()
      const fields = [...element.querySelectorAll<HTMLInputElement>('input:not([disabled])')]
      const next = fields[fields.indexOf(target) + 1]
      next?.focus()
      next?.select()
    }
    element.addEventListener('keydown', go)
    return () => element.removeEventListener('keydown', go)
  }
}

/** Takes a table that is pasted anywhere in the element; a few words go where they were pasted. */
export function takesTable(take: (text: string) => void): Attachment<HTMLElement> {
  return element => {
    function paste(event: ClipboardEvent) {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!isTable(text)) return
      event.preventDefault()
      event.stopPropagation()
      take(text)
    }
    element.addEventListener('paste', paste, true)
    return () => element.removeEventListener('paste', paste, true)
  }
}
