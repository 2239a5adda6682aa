import { describe, expect, test } from 'vitest'
import { isLiveMessage } from './messages.ts'

describe('what comes over the socket', () => {
  test.each([
    { type: 'ready', seq: 4 },
    { type: 'changed', subject: 'ranking', id: 'n1' },
    { type: 'notification', notification: { seq: 5, kind: 'need-fits' } },
  ])('$type is understood', message => {
    expect(isLiveMessage(message)).toBe(true)
  })

  test.each([
    null,
    'ready',
    {},
    { type: 'ready' },
    { type: 'notification', notification: null },
    { type: 'new' },
  ])('%j is passed over', message => {
    expect(isLiveMessage(message)).toBe(false)
  })
})
