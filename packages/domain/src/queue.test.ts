import { describe, test } from 'bun:test'
import { admit } from './admit'
import { QueueInput } from './queue'
import { QueueAgentInput } from './queue-agent'
import { expectDefaults, fieldTable } from './testing/refusal'

const text = (field: string, limit: number) => ({
  [`The ${field} field is required.`]: [undefined, null, '', ' '],
  [`The ${field} must be a string.`]: [1, true, [], {}],
  [`The ${field} must not be greater than ${limit} characters.`]: ['😀'.repeat(limit + 1)],
})
const reference = (field: string) => ({
  accepts: [1, 9007199254740991],
  refuses: {
    [`The ${field} field is required.`]: [undefined, null],
    [`The ${field} must be an integer.`]: ['', 'x', 1.5, '9007199254740993', []],
  },
})

describe('a queue', () => {
  const valid = {
    tenant_id: 1,
    name: 'Support',
    queue_number: '8000',
    strategy: 'ringall',
    timeout: 20,
    status: 'active',
  }
  const admitted = (input: unknown) => admit(QueueInput, input)

  fieldTable(admitted, valid, {
    tenant_id: reference('tenant id'),
    name: { accepts: ['a', '😀'.repeat(255)], refuses: text('name', 255) },
    queue_number: {
      accepts: ['8000', '*8#', '+49', '1'.repeat(20)],
      refuses: { ...text('queue number', 20), 'The queue number format is invalid.': ['8000a', ' 8', '8-0', '８'] },
    },
    strategy: {
      accepts: ['roundrobin', 'leastrecent', 'ringall'],
      refuses: { ...text('strategy', 100), 'The selected strategy is invalid.': ['random', 'RingAll', 'ringall '] },
    },
    timeout: {
      accepts: [1, 20, 2_147_483_647],
      refuses: {
        'The timeout must be at least 1.': [0, -1],
        'The timeout must not be greater than 2147483647.': [2_147_483_648],
        'The timeout must be an integer.': [1.5, '20s', true],
        'The timeout field is required.': [null],
      },
    },
    status: { accepts: ['active', 'paused', 'a'.repeat(50)], refuses: text('status', 50) },
  })

  test('needs all of its fields', () => {
    expectDefaults(admitted, valid, {})
  })
})

describe('a queue agent', () => {
  const valid = { queue_id: 1, extension_id: 2, penalty: 3, status: 'active' }
  const admitted = (input: unknown) => admit(QueueAgentInput, input)

  fieldTable(admitted, valid, {
    queue_id: reference('queue id'),
    extension_id: reference('extension id'),
    penalty: {
      accepts: [0, 3, 2_147_483_647],
      refuses: {
        'The penalty must be at least 0.': [-1, '-1'],
        'The penalty must not be greater than 2147483647.': [2_147_483_648],
        'The penalty must be an integer.': [0.5, '', 'low', false],
      },
    },
    status: { accepts: ['active', 'a'.repeat(50)], refuses: text('status', 50) },
  })

  test('has no penalty unless told', () => {
    expectDefaults(admitted, valid, { penalty: 0 })
  })
})
