import type { TypeTable } from './notation.ts';

/** Reviews of what one may do. */
export const authorizationTypes: TypeTable = {
  SelfSubjectAccessReview: `
    1 metadata:ObjectMeta, 2 spec!:SelfSubjectAccessReviewSpec, 3 status:SubjectAccessReviewStatus`,
  SelfSubjectAccessReviewSpec: `
    1 resourceAttributes:ResourceAttributes, 2 nonResourceAttributes:NonResourceAttributes`,
  ResourceAttributes: `
    1 namespace, 2 verb, 3 group, 4 version, 5 resource, 6 subresource, 7 name,
    8 fieldSelector:FieldSelectorAttributes, 9 labelSelector?:LabelSelectorAttributes`,
  FieldSelectorAttributes: '1 rawSelector, 2 requirements:FieldSelectorRequirement[]',
  LabelSelectorAttributes: '1 rawSelector, 2 requirements:LabelSelectorRequirement[]',
  NonResourceAttributes: '1 path, 2 verb',
  SubjectAccessReviewStatus: '1 allowed!:bool, 2 reason, 3 evaluationError, 4 denied:bool',
  SelfSubjectRulesReview: `
    1 metadata:ObjectMeta, 2 spec!:SelfSubjectRulesReviewSpec, 3 status:SubjectRulesReviewStatus`,
  SelfSubjectRulesReviewSpec: '1 namespace',
  SubjectRulesReviewStatus: `
    1 resourceRules!:ResourceRule[], 2 nonResourceRules!:NonResourceRule[], 3 incomplete!:bool, 4 evaluationError`,
  ResourceRule: '1 verbs![], 2 apiGroups[], 3 resources[], 4 resourceNames[]',
  NonResourceRule: '1 verbs![], 2 nonResourceURLs[]',
};
