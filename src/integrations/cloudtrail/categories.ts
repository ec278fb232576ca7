/** ECS categories by name of the call; any other call has the type `info` and no category. */
export const CATEGORIES: ReadonlyMap<string, readonly [category: string, types: readonly string[]]> = new Map([
  ...row(
    "iam",
    "group change",
    "AddUserToGroup AttachGroupPolicy DeleteGroupPolicy DetachGroupPolicy PutGroupPolicy RemoveUserFromGroup UpdateGroup",
  ),
  ...row(
    "iam",
    "user change",
    "AttachUserPolicy ChangePassword CreateAccessKey CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey DeleteSSHPublicKey " +
      "DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice DetachUserPolicy EnableMFADevice PutUserPermissionsBoundary " +
      "PutUserPolicy TagUser UntagUser UpdateAccessKey UpdateLoginProfile UpdateSSHPublicKey UpdateUser",
  ),
  ...row("iam", "group creation", "CreateGroup"),
  ...row("iam", "group deletion", "DeleteGroup"),
  ...row("iam", "user creation", "CreateUser"),
  ...row("iam", "user deletion", "DeleteUser"),
  ...row("iam", "admin creation", "CreateKeyPair"),
  ...row("iam", "admin change", "SetDefaultPolicyVersion SetSecurityTokenServicePreferences UpdateAccountPasswordPolicy UpdateRole"),
  ...row("iam", "group info", "GetGroup GetGroupPolicy ListAttachedGroupPolicies ListGroupPolicies ListGroups"),
  ...row("iam", "user info", "GetUser GetUserPolicy ListAttachedUserPolicies ListGroupsForUser ListUserPolicies ListUsers ListUserTags"),
  ...row("authentication", "info", "AssumeRole ConsoleLogin"),
  ...row("file", "creation", "CreateBucket"),
  ...row("file", "deletion", "DeleteBucket"),
]);

function row(category: string, types: string, names: string): readonly (readonly [string, readonly [string, readonly string[]]])[] {
  return names.split(" ").map((name) => [name, [category, types.split(" ")]] as const);
}
