const METHODS = ['get', 'put', 'post', 'delete', 'patch']

const answer = await fetch('/swagger/json')
const document = await answer.json()

// The page would send the examples of all parameters at once, also of those that nobody filled in: it shows them instead.
for (const path of Object.values(document.paths))
  for (const method of METHODS)
    for (const parameter of path[method]?.parameters ?? [])
      if (!parameter.required) {
        parameter.description += `\n\nExample: \`${parameter.example}\``
        delete parameter.example
      }

SwaggerUIBundle({
  spec: document,
  dom_id: '#swagger-ui',
  deepLinking: true,
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
})
