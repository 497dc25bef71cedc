using System;
using System.IO;
using System.Runtime.InteropServices;

namespace SmtpAdmin.Core.Profiles;

/// <summary>Where the user's profiles are.</summary>
internal static class ProfileFolder
{
    /// <summary>The environment variable that names another folder, for runbooks and tests.</summary>
    public const string Variable = "SMTPADMIN_PROFILE_PATH";

    /// <exception cref="SmtpAdminException">No folder can be told (ProfileStoreUnavailable).</exception>
    public static string Locate()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(named))
        {
            // A relative path would mean another folder after each change of location.
            return Path.IsPathRooted(named)
                ? named
                : throw new SmtpAdminException(ErrorKind.ProfileStoreUnavailable, $"{Variable} is not an absolute path.");
        }

        return Path.Combine(Configuration(), "SmtpAdmin", "profiles");
    }

    private static string Configuration()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return Existing(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData));
        }

        // XDG Base Directory Specification: a path that is not absolute is to be ignored.
        string? configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        return configuration is not null && Path.IsPathRooted(configuration)
            ? configuration
            : Path.Combine(Existing(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)), ".config");
    }

    private static string Existing(string folder) => folder.Length > 0
        ? folder
        : throw new SmtpAdminException(ErrorKind.ProfileStoreUnavailable, $"This account has no home folder; set {Variable}.");
}
