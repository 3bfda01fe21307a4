/** bpmn-moddle 10 has types for its elements but none for itself; this is the part we use. */
declare module 'bpmn-moddle' {
  /** An element of the file; `$children` holds what is foreign to every known namespace. */
  export interface ModdleElement {
    readonly $type: string;
    $parent?: ModdleElement;
    $children?: ModdleElement[];
    $attrs?: Record<string, unknown>;
    $body?: string;
    id?: string;
    name?: string;
    $instanceOf?(type: string): boolean;
    get(property: string): unknown;
    set(property: string, value: unknown): void;
  }
  export interface ParseResult {
    readonly rootElement: ModdleElement;
    readonly elementsById: Readonly<Record<string, ModdleElement>>;
    readonly references: readonly { element: ModdleElement; property: string; id: string }[];
    readonly warnings: readonly { message: string; element?: ModdleElement; property?: string; value?: string }[];
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<ParseResult>;
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: Record<string, unknown>): ModdleElement;
  }
}
