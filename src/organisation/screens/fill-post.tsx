import type { Post } from '#organisation/leadership-api.ts';
import { useHatName } from '#ui/hat.ts';
import { GiveDialog } from './give-dialog.tsx';
import { useScopeName } from './scope-name.ts';

/** Appoints somebody to a post that stands empty: the hat and what it is for are given, only who and from when are asked. */
export function FillPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const hat = useHatName()(post.hat);
  const scope = useScopeName()(post.scope, post.scopeName);
  return <GiveDialog name={hat} lead={scope} given={{ hat: post.hat, scope: post.scope }} onClose={onClose} />;
}
