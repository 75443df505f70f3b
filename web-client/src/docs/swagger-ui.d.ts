declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export default function SwaggerUI(options: {
    spec: unknown
    domNode: Element
    defaultModelsExpandDepth?: number
    tryItOutEnabled?: boolean
  }): unknown
}
