import { type Published, referenceTo } from './published'

const message: Published = { type: 'string', description: 'One sentence, for people.', example: 'Extension not found.' }

const code: Published = {
  type: 'string',
  pattern: '^[a-z_]+$',
  description: 'Which failure it is, for programs. It never changes.',
  example: 'not_found',
}

const requestId: Published = {
  type: 'string',
  description: 'The same as in `X-Request-Id`; the log has it too.',
  example: '7f3c2f6e-52e7-4c55-9a3e-6d1f0f0a7b11',
}

const errors: Published = {
  type: 'object',
  description: 'Sentences by field.',
  additionalProperties: { type: 'array', minItems: 1, items: { type: 'string' } },
  example: { display_name: ['The display name field is required.'] },
}

const invalid = {
  message: { ...message, example: 'The given data was invalid.' },
  code: { ...code, example: 'invalid' },
  errors,
}

/** What answers hold that are no success. */
export const errorSchemas: Record<string, Published> = {
  Error: {
    description: 'Why there is no other answer.',
    type: 'object',
    required: ['message'],
    properties: { message, code, request_id: requestId },
    additionalProperties: false,
  },
  ValidationError: {
    description: 'Every field at fault, with what is wrong with it. Values that were sent are never repeated.',
    type: 'object',
    required: ['message', 'errors'],
    properties: invalid,
    additionalProperties: false,
  },
  ImportError: {
    description: 'The query at fault, or with `data` the rows of the file: then nothing was changed.',
    type: 'object',
    required: ['message', 'errors'],
    properties: { ...invalid, data: referenceTo('ExtensionImportReport') },
    additionalProperties: false,
  },
}
