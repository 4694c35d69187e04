import type { TypeTable } from './notation.ts';

/** Reviews of who one is. */
export const authenticationTypes: TypeTable = {
  SelfSubjectReview: '1 metadata:ObjectMeta, 2 status:SelfSubjectReviewStatus',
  SelfSubjectReviewStatus: '1 userInfo:UserInfo',
  UserInfo: '1 username, 2 uid, 3 groups[]',
};
